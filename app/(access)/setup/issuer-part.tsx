/** What set-up says of the issuer. */
export function IssuerPart() {
  return <p>Built-in simulator. Nothing to set up; no card moves real money.</p>;
}
