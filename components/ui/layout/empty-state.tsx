import type { ReactNode } from "react";

/** What an empty list or page is for, and the first step. */
export function EmptyState({
  title,
  text,
  icon,
  action,
}: {
  title: string;
  text: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-16 text-center">
      {icon ? (
        <div className="mb-2 grid size-10 place-items-center rounded-full bg-accent-soft text-accent [&_svg]:size-5">
          {icon}
        </div>
      ) : null}
      <p className="font-medium text-lg">{title}</p>
      <p className="max-w-md text-muted">{text}</p>
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
