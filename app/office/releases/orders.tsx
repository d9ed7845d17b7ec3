import style from "#app/office/_parts/page.module.css";
import { officeReleases } from "#lib/i18n/areas/office-releases.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { latestOrders } from "#lib/release/order.ts";

type Props = { orders: Awaited<ReturnType<typeof latestOrders>>; locale: Locale; timeZone: string };

/** What was ordered, by whom, and what came of it: how far it is, what it published, or why it was refused and for which cells. */
export function Orders({ orders, locale, timeZone }: Props) {
  const t = translator(officeReleases, locale);
  if (orders.length === 0) return <p>{t("orders.none")}</p>;
  const state = (order: Props["orders"][number]) => {
    if (order.endedAt === null) return order.begunAt === null ? t("waiting") : t(order.leftToDo ? "running.left" : "running", { what: order.progress ?? "…", left: order.leftToDo ?? 0 });
    return order.release ? <a href={`/${locale}/data/releases/${order.release}`}>{t("published", { release: order.release })}</a> : <strong>{t("refused")}</strong>;
  };
  return (
    <ul>{orders.map((order) => (
      <li key={order.id}>
        <p role={order.endedAt === null ? "status" : undefined} className={order.endedAt === null ? style.notice : undefined}>
          {formatMoment(locale, order.orderedAt, timeZone)}, {order.by ?? t("system")}. {t(order.correction ? "kind.correction" : "kind.regular")}: {state(order)}
        </p>
        {order.refusal ? <p>{t(`refusal.${order.refusal}`)}</p> : null}
        {order.cells?.length ? <details><summary>{t("cells")}</summary><ul lang="en">{order.cells.map((cell) => <li key={cell}>{cell}</li>)}</ul></details> : null}
      </li>
    ))}</ul>
  );
}
