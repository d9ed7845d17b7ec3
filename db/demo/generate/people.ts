import type { Random } from "#db/demo/generate/random.ts";

// Random pairs from lists of common names. Phones begin with +7 799, which Kazakhstan's numbering plan assigns to nobody.

const surnames = {
  kk: ["Ахметов", "Омаров", "Сейтқали", "Жұмабаев", "Қасымов", "Нұрғалиев", "Әбдірахманов", "Тілеубаев", "Бекенов", "Смағұлов", "Ибраев", "Оспанов",
    "Сүлейменов", "Қалиев", "Мұқанов", "Рақымов", "Төлегенов", "Есенов", "Дүйсенов", "Шәріпов", "Байжанов", "Ысқақов", "Кенжебаев", "Молдабеков"],
  ru: ["Морозов", "Ковалёв", "Лебедев", "Гончаров", "Белов", "Захаров", "Мельников", "Тарасов", "Фролов", "Жуков", "Власов", "Поляков", "Вагнер", "Шмидт",
    "Бондаренко", "Шевченко", "Кравченко", "Литвиненко"],
};
const given = {
  kk: { man: ["Асхат", "Ерлан", "Нұрлан", "Бауыржан", "Дәурен", "Қайрат", "Серік", "Талғат", "Мұрат", "Жандос", "Әлібек", "Санжар", "Ержан", "Арман", "Берік", "Қанат"],
    woman: ["Айгүл", "Гүлнәр", "Сәуле", "Динара", "Жанар", "Айнұр", "Мадина", "Бибігүл", "Ләззат", "Қарлығаш", "Әсел", "Назгүл", "Шолпан", "Раушан", "Зере", "Алма"] },
  ru: { man: ["Сергей", "Андрей", "Виктор", "Олег", "Дмитрий", "Павел", "Игорь", "Юрий", "Александр", "Николай"],
    woman: ["Елена", "Наталья", "Ольга", "Татьяна", "Ирина", "Светлана", "Марина", "Анна", "Людмила", "Валентина"] },
};
const streets = ["Самал", "Ақжол", "Болашақ", "Достар", "Көктем", "Шапағат", "Тұлпар", "Арай", "Шуақ", "Керуен", "Жазира", "Алтын дән", "Қайнар", "Мерей", "Сарыбел", "Аққайың"];

/** A surname for the sex and a given name; only Slavic and -ов surnames bend. */
export function inventName(random: Random, people: "kk" | "ru"): string {
  const woman = random.chance(0.58);
  const surname = random.pick(surnames[people]);
  return `${woman && /[её]?[ое]?в$/.test(surname) ? `${surname}а` : surname} ${random.pick(given[people][woman ? "woman" : "man"])}`;
}

export type Person = { id: number; name: string | null; phone: string | null; street: string; house: number; address: string | null };

/** The range of every invented phone; a test asks libphonenumber that no number in it is valid. */
export const phoneRange = "+7799";

/** Makes people, and now and then brings one back: some write often. */
export function population(random: Random) {
  const people: Person[] = [];
  const byDistrict = new Map<string, Person[]>();
  const phones = new Set<string>();
  const freshPhone = () => {
    let phone: string;
    do phone = `${phoneRange}${random.int(2_000_000, 9_899_999)}`; while (phones.has(phone));
    phones.add(phone);
    return phone;
  };
  return {
    people,
    /** Who writes from a district by a channel; null: nobody knows. */
    somebody(district: string, language: "kk" | "ru", channel: string): Person | null {
      const spoken = channel === "phone" || channel === "sms" || channel === "whatsapp";
      if (random.chance(spoken ? 0.03 : 0.01)) return null;
      const known = byDistrict.get(district) ?? [];
      if (known.length > 20 && random.chance(0.3)) return random.pick(known);
      const [street, house] = [random.pick(streets), random.int(1, 98)];
      const person: Person = {
        id: people.length + 1, street, house,
        name: channel === "sms" || (channel === "whatsapp" && random.chance(0.3)) ? null : inventName(random, language === "ru" && random.chance(0.65) ? "ru" : "kk"),
        phone: spoken || random.chance(0.8) ? freshPhone() : null,
        address: spoken ? null : `${street}, ${house}-${random.int(1, 120)}`,
      };
      people.push(person);
      byDistrict.set(district, [...known, person]);
      return person;
    },
    anyStreet: () => ({ street: random.pick(streets), house: random.int(1, 98) }),
  };
}
