import style from "#app/office/cases/panels/conversation.module.css";
import type { ThreadFile } from "#lib/appeals/thread.ts";
import { officeConversation } from "#lib/i18n/areas/office-conversation.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

type Shown = { locale: Locale; caseId: number; /** When they were sent, in words. */ at: string };

const picture = /^image\/(jpeg|png|webp)$/;

function FileEntry({ file, locale, caseId, at }: Shown & { file: ThreadFile }) {
  const t = translator(officeConversation, locale), address = `/office/cases/${caseId}/attachments/${file.id}`;
  if (file.state !== "kept") return <li><p>{file.name ? <><bdi>{file.name}</bdi>: </> : null}{t(file.state === "refused" ? (file.reason === "too large" ? "file.refused.large" : "file.refused") : `file.${file.state as "waiting" | "lost"}`)}</p></li>;
  if (picture.test(file.type)) return <li><a href={address} target="_blank"><img src={address} alt={t("picture", { at })} loading="lazy" /></a></li>;
  const [sort, name = ""] = file.type.split("/"), named = t(sort === "audio" ? "sound" : "film", { at });
  return (
    <li>
      {sort === "audio" ? <audio src={address} controls preload="none" aria-label={named} /> : sort === "video" ? <video src={address} controls preload="metadata" aria-label={named} /> : null}
      <a href={address} download>{t("file.save")}: <bdi>{file.name ?? name.replace(/^.*[.+-]/, "")}</bdi> ({t("file.size", { kb: Math.ceil((file.bytes ?? 0) / 1024) })})</a>
    </li>
  );
}

/** Files that a resident sent: pictures are seen, recordings and films played, the rest is only ever saved; what couldn't be had says why. */
export const Files = ({ files, ...shown }: Shown & { files: ThreadFile[] }) => (files.length === 0 ? null : <ul className={style.files}>{files.map((file) => <FileEntry key={file.id} file={file} {...shown} />)}</ul>);
