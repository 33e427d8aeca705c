/** The last four digits of a number, behind two dots for those that are not shown. */
export function LastFour({ digits }: { digits: string }) {
  return (
    <span className="shrink-0 whitespace-nowrap font-normal text-muted">
      •• <span className="font-mono">{digits}</span>
    </span>
  );
}
