type Cited = { key: string; publisher: string; title: string; day: string; url: string; sum: string };

/** What LaTeX would read as a command, as itself. */
const plain = (text: string): string => text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&").replaceAll("~", "\\textasciitilde{}").replaceAll("^", "\\textasciicircum{}");

/** A release as an entry for a list of references: braces twice keep a publisher one name and a title's capitals. */
export const bibtex = ({ key, publisher, title, day, url, sum }: Cited): string => `@misc{${key},
  author = {{${plain(publisher)}}},
  title = {{${plain(title)}}},
  year = {${day.slice(0, 4)}},
  url = {${url}},
  note = {${day}. CC BY 4.0. SHA-256 ${sum}}
}`;
