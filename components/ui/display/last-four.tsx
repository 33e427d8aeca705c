/** The last four digits of a number, behind two dots (marks.css) for those that are not shown. */
export function LastFour({ digits }: { digits: string }) {
  return <span className="last-four">{digits}</span>;
}
