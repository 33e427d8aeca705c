/** Saves a text as a file of the person's own, through a link that nobody sees. */
export function saveFile(name: string, text: string, type: "text/plain" | "text/csv"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
