import { portalName } from "@/lib/process/env.ts";

/** What an email says. Its text and its HTML are both made of this. */
export interface Letter {
  readonly subject: string;
  /** Paragraphs before the link. */
  readonly before: readonly string[];
  readonly link?: { readonly label: string; readonly href: string };
  /** Paragraphs after the link. */
  readonly after?: readonly string[];
}

/** The text of a letter, for mail programs that show no HTML. */
export function letterText({ before, link, after = [] }: Letter): string {
  const parts = [...before, ...(link ? [`${link.label}:\n${link.href}`] : []), ...after, portalName()];
  return `${parts.join("\n\n")}\n`;
}

/** The HTML of a letter. Mail programs need styles at each element, and load nothing else. */
export function letterHtml({ subject, before, link, after = [] }: Letter): string {
  const paragraphs = (texts: readonly string[], color: string) =>
    texts.map((text) => `<p style="margin:0 0 16px;color:${color}">${escaped(text)}</p>`).join("\n");
  const button = link
    ? `<p style="margin:24px 0"><a href="${escaped(link.href)}" style="display:inline-block;padding:10px 20px;border-radius:6px;background:#0d5c5c;color:#ffffff;text-decoration:none;font-weight:600">${escaped(link.label)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#ffffff;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:32rem;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600;color:#16181d">${escaped(portalName())}</p>
${paragraphs(before, "#16181d")}
${button}
${paragraphs(after, "#5b606b")}
</div>
</body>
</html>
`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
