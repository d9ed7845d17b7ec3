import type { Name } from "#lib/charts/context.ts";
import { Name as NameText } from "#app/_ui/named.tsx";
import styles from "./ranking.module.css";

type Item = { code: string; name: Name; number: string; href: string };

/** A few members with their numbers, each a way to its own page. */
export function Ranking({ title, note, items, more }: { title: string; note: string; items: Item[]; more: { label: string; href: string } }) {
  return (
    <section className={styles.ranking}>
      <h2>{title}</h2>
      <p className={styles.note}>{note}</p>
      <ol>
        {items.map((item) => (
          <li key={item.code}>
            <a href={item.href}><NameText name={item.name} /></a> <span>{item.number}</span>
          </li>
        ))}
      </ol>
      <a className={styles.more} href={more.href}>{more.label}</a>
    </section>
  );
}
