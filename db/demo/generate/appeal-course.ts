import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { appealDeadline, redirectDay } from "#lib/appeals/deadlines.ts";
import { grounds, terminableKinds } from "#lib/appeals/status.ts";
import { deskTime, say, type Scene } from "#db/demo/generate/scene.ts";
import { reopen, settle } from "#db/demo/generate/settle.ts";
import type { Step } from "#db/demo/generate/story.ts";

/** Bodies that a matter may belong to instead; not persons, no names. */
const bodies = {
  kk: ["Қалалық полиция басқармасы", "Облыстық денсаулық сақтау басқармасы", "Еңбек инспекциясы", "Қоршаған ортаны қорғау департаменті"],
  ru: ["Городское управление полиции", "Областное управление здравоохранения", "Инспекция труда", "Департамент экологии"],
};

/** Proposes an act and has a second person accept it. */
function* actOfTwo(scene: Scene, from: Date, act: "redirect" | "return" | "terminate", detail: Record<string, unknown>, reason: string,
  patch: NonNullable<Step["patch"]>, more: (decided: Date) => Record<string, unknown> = () => ({})): Generator<Step> {
  const { random, office, people } = scene;
  const decided = office.after(from, random.int(40, 400), random.int(0, 59));
  yield { at: office.after(from, random.int(5, 35)), actor: random.pick(people.registrars), kind: "proposal", reason, proposal: { act, detail, reason } };
  yield { at: decided, actor: random.pick(people.signers), kind: "status", reason, patch, more: more(decided), accepts: true };
}

/** A contact that is registered: the law's clock runs (casework.md, Two tracks). */
export function* appealCourse(scene: Scene, kind: AppealKind): Generator<Step> {
  const { random, office, clock, people, contact } = scene;
  const registered = deskTime(scene), registrar = random.pick(people.registrars);
  const { dueAt, basis } = appealDeadline(clock, kind, registered);
  yield { at: registered, actor: registrar, kind: "status", patch: { status: "registered", track: "appeal", kind, registeredAt: registered, dueAt, dueBasis: basis } };

  let from = registered;
  const fate = random.unit();
  if (fate < 0.026) {
    const to = random.pick(bodies[contact.language]), lastDay = redirectDay(clock, registered);
    const reason = say(scene, "Мәселе осы органның құзыретінде", "Вопрос в компетенции этого органа");
    return yield* actOfTwo(scene, office.after(registered, random.int(30, 900)), "redirect", { to }, reason, { status: "redirected" },
      (decided) => ({ to, inTerm: cityDay(decided, clock.timeZone) <= lastDay }));
  }
  if (fate < 0.046) {
    const term = clock.calendar.addWorkingDays(cityDay(registered, clock.timeZone), 5);
    const asked = office.after(registered, random.int(20, 300));
    yield { at: asked, actor: registrar, kind: "status", patch: { status: "needs_conformity" }, more: { term }, reason: say(scene, "Мекенжайы көрсетілмеген", "Не указан адрес") };
    if (fate < 0.036) {
      const reason = say(scene, "Белгіленген мерзімде толықтырылмады", "В установленный срок не дополнено");
      return yield* actOfTwo(scene, office.moment(clock.calendar.addWorkingDays(term, 1), office.opens + random.int(10, 300)), "return", {}, reason, { status: "returned" });
    }
    from = office.after(asked, random.int(300, 1900));
    yield { at: from, actor: registrar, kind: "status", patch: { status: "registered" } };
  } else if (fate < 0.056) {
    return yield { at: office.after(registered, random.int(200, 3000)), actor: registrar, kind: "status", patch: { status: "withdrawn" },
      reason: say(scene, "Өтініш берушінің жазбаша өтініші бойынша", "По письменной просьбе заявителя") };
  } else if (fate < 0.09 && terminableKinds.includes(kind)) {
    const ground = random.pick(grounds.slice(0, 3)), reason = say(scene, "Жаңа дәлел келтірілмеген", "Новых доводов нет");
    return yield* actOfTwo(scene, office.after(registered, random.int(300, 2500)), "terminate", { ground }, reason,
      { status: "terminated", outcome: "terminated", outcomeGround: ground });
  }
  const counted = office.position(registered).day;
  yield* settle(scene, from, counted, clock.calendar.workingDaysBetween(counted, cityDay(dueAt, clock.timeZone)));
  yield* reopen(scene);
}

/** A signal that turns out to need an answer by law: the department has begun, the registrar registers it. */
export function* lateRegistration(scene: Scene, kind: AppealKind): Generator<Step> {
  const { random, office, clock, people, contact } = scene;
  const desk = deskTime(scene), executor = random.pick(people.executors[contact.department]!);
  const begun = office.after(desk, random.int(20, 200)), registered = office.after(begun, random.int(60, 500), random.int(0, 59));
  const { dueAt, basis } = appealDeadline(clock, kind, registered), counted = office.position(registered).day;
  yield { at: office.after(desk, random.int(3, 15)), actor: people.head[contact.department]!, kind: "status", patch: { status: "assigned", department: contact.department, executor } };
  yield { at: begun, actor: executor, kind: "status", patch: { status: "in_work" } };
  yield { at: registered, actor: random.pick(people.registrars), kind: "status", patch: { status: "registered", track: "appeal", kind, registeredAt: registered, dueAt, dueBasis: basis } };
  yield* settle(scene, registered, counted, clock.calendar.workingDaysBetween(counted, cityDay(dueAt, clock.timeZone)));
  yield* reopen(scene);
}
