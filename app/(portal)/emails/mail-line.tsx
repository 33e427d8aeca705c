import { StateBadge } from "@/components/ui/display/badge";
import { Time } from "@/components/ui/display/time";
import type { MailRow } from "@/lib/mail/queries";
import { mailStatusLabels, mailTones } from "./mail-text";

/** One email of the list. It opens to show what it says, where that may be read. */
export function MailLine({ mail }: { mail: MailRow }) {
  return (
    <li className="border-line border-b">
      {mail.text === null ? (
        <div className="px-3 py-2.5">
          <Head mail={mail} />
        </div>
      ) : (
        <details>
          <summary className="cursor-default px-3 py-2.5 hover:bg-hover">
            <Head mail={mail} />
          </summary>
          <p className="wrap-anywhere whitespace-pre-wrap px-3 pt-1 pb-4 text-sm">{linked(mail.text)}</p>
        </details>
      )}
    </li>
  );
}

function Head({ mail: { subject, to, status, error, createdAt } }: { mail: MailRow }) {
  return (
    <span className="inline-flex w-[calc(100%-1.25rem)] flex-wrap items-baseline gap-x-4 gap-y-1 align-top">
      <span className="min-w-0 flex-1 basis-64">
        <span className="block truncate font-medium">{subject}</span>
        <span className="block truncate text-muted text-sm">
          {to}
          {error === null ? null : ` · ${error}`}
        </span>
      </span>
      <StateBadge tone={mailTones[status]}>{mailStatusLabels[status]}</StateBadge>
      <span className="text-muted text-sm">
        <Time iso={createdAt} />
      </span>
    </span>
  );
}

// The text of a mail has its link on a line of its own.
const linked = (text: string) =>
  text.split(/(^https?:\S+$)/m).map((part, place) =>
    place % 2 === 1 ? (
      <a key={part} href={part} className="text-accent underline underline-offset-4">
        {part}
      </a>
    ) : (
      part
    ),
  );
