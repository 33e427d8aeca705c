"use client";

/** What stands where a page failed; the error itself is in the log, under its digest. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <>
      <h1>That did not work</h1>
      <p>The mistake is ours, and nothing you entered was the cause. Try again; if it stays, tell support what you were doing.</p>
      {error.digest ? <p>Support will ask for this number: {error.digest}</p> : null}
      <button type="button" onClick={() => retry()}>
        Try again
      </button>
    </>
  );
}
