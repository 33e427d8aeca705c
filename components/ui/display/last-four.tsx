/** The last four digits of a number. The two dots in front of them
 *  (marks.css) mark the hidden digits. */
export function LastFour({ digits }: { digits: string }) {
  return <span className="last-four">{digits}</span>;
}
