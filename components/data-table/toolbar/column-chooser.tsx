"use client";

import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { useState } from "react";
import { buttonLook } from "@/components/ui/control/button";
import { Popover } from "@/components/ui/overlay/popover";
import { useList } from "../list";
import { listHref } from "../list-href";

interface ColumnChooserProps {
  /** All columns by id. The first one is always shown. */
  columns: Readonly<Record<string, string>>;
  chosen: readonly string[];
  /** The columns that are shown by default. */
  usual: readonly string[];
  /** The address of the list without its columns and position. */
  href: string;
}

/** Chooses the columns of a list and their order. The choice is kept in the address. */
export function ColumnChooser(props: ColumnChooserProps) {
  return (
    <Popover
      label="Columns"
      className={buttonLook({ variant: "outline", size: "small" })}
      button={
        <>
          <Columns3 aria-hidden="true" />
          <span className="sm:max-[1360px]:sr-only">Columns</span>
        </>
      }
    >
      {() => <Choices {...props} />}
    </Popover>
  );
}

function Choices({ columns, chosen, usual, href }: ColumnChooserProps) {
  const { go } = useList();
  const [fixed] = Object.keys(columns);
  const [order, setOrder] = useState(() => [
    ...chosen,
    ...Object.keys(columns).filter((id) => !chosen.includes(id)),
  ]);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set(chosen));

  function show(nextOrder: readonly string[], nextShown: ReadonlySet<string>) {
    setOrder([...nextOrder]);
    setShown(nextShown);
    const next = nextOrder.filter((id) => nextShown.has(id)).join(",");
    const [path = "", search = ""] = href.split("?");
    go(listHref(path, new URLSearchParams(search), { columns: next === usual.join(",") ? null : next }), {
      replace: true,
    });
  }

  function toggle(id: string) {
    const next = new Set(shown);
    if (!next.delete(id)) next.add(id);
    show(order, next);
  }

  function move(id: string, step: 1 | -1) {
    const at = order.indexOf(id);
    show(order.with(at, order[at + step] ?? id).with(at + step, id), shown);
  }

  return (
    <div className="grid gap-2">
      <ul className="-mx-2 grid">
        {order.map((id, at) => (
          <li key={id} className="flex items-center gap-1 rounded-control ps-2 hover:bg-hover">
            <label className="flex min-h-9 flex-1 items-center gap-2.5 max-sm:min-h-11">
              <input
                type="checkbox"
                checked={shown.has(id)}
                disabled={id === fixed}
                onChange={() => toggle(id)}
                className="size-4 accent-accent"
              />
              {columns[id]}
            </label>
            <MoveButton
              label={`Move ${columns[id]} up`}
              Icon={ArrowUp}
              disabled={at === 0}
              onClick={() => move(id, -1)}
            />
            <MoveButton
              label={`Move ${columns[id]} down`}
              Icon={ArrowDown}
              disabled={at === order.length - 1}
              onClick={() => move(id, 1)}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={buttonLook({ variant: "outline", size: "small", className: "w-fit" })}
        onClick={() =>
          show([...usual, ...Object.keys(columns).filter((id) => !usual.includes(id))], new Set(usual))
        }
      >
        Reset columns
      </button>
    </div>
  );
}

// Not disabled at the ends, because a disabled button loses the focus.
function MoveButton({
  label,
  Icon,
  disabled,
  onClick,
}: {
  label: string;
  Icon: typeof ArrowUp;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={disabled ? undefined : onClick}
      className={buttonLook({ variant: "quiet", size: "icon", className: "aria-disabled:opacity-40" })}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
