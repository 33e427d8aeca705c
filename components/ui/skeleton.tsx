import { clsx } from "clsx";

/** A grey shape where something will stand. */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={clsx("animate-pulse rounded-control bg-pressed", className)} />;
}

/** The shape of a page with a header and a table. */
export function TableSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div role="status" className="grid gap-6">
      <h1 className="sr-only">Loading</h1>
      <div className="flex items-start justify-between">
        <div className="grid gap-2">
          <Skeleton className="h-7 w-32" />
          <Skeleton className="h-4 w-56" />
        </div>
        <Skeleton className="h-9 w-28" />
      </div>
      <Skeleton className="h-9 w-72 max-w-full" />
      <div className="border-line border-t">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes never change places.
          <div key={row} className="flex h-10 items-center gap-8 border-line border-b max-sm:h-16">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-24 max-sm:hidden" />
            <Skeleton className="h-4 w-32 max-md:hidden" />
            <Skeleton className="ms-auto h-4 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The shape of a page about one thing: header, picture, facts. */
export function DetailSkeleton() {
  return (
    <div role="status" className="grid gap-6">
      <h1 className="sr-only">Loading</h1>
      <div className="grid gap-2">
        <Skeleton className="h-4 w-20" />
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="grid gap-8 lg:grid-cols-[20rem_1fr]">
        <Skeleton className="aspect-[1.586] w-full max-w-80 rounded-surface" />
        <div className="grid content-start gap-4 md:grid-cols-2">
          {["a", "b", "c", "d", "e", "f"].map((key) => (
            <Skeleton key={key} className="h-5 w-4/5" />
          ))}
        </div>
      </div>
    </div>
  );
}
