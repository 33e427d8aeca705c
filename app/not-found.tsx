import Link from "next/link";

/** What stands where no page is. */
export default function NotFound() {
  return (
    <>
      <h1>There is nothing here</h1>
      <p>The page may have moved, or the address has a typing mistake.</p>
      <p>
        <Link href="/">Go to the first page</Link>
      </p>
    </>
  );
}
