/** Whether a single key press is a shortcut: the person has not turned shortcuts off, and is not
 *  typing or in an overlay. */
export function isShortcut(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.isComposing)
    return false;
  if (document.documentElement.dataset.shortcuts === "off") return false;
  const target = event.target instanceof Element ? event.target : null;
  return !target?.closest(
    "input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]",
  );
}
