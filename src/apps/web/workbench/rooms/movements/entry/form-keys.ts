interface FormKeys {
  readonly leave: () => void;
  readonly save?: () => void;
}

/** Keys of a form, wherever in it the focus is: Escape leaves, Ctrl with Enter saves; Space on a button is the button's and not the room's. */
export function formKeys(form: HTMLElement, { leave, save }: FormKeys): { readonly destroy: () => void } {
  const onKey = (event: KeyboardEvent): void => {
    const isSave = event.key === "Enter" && (event.ctrlKey || event.metaKey) && save !== undefined;
    if (event.key === " " && event.target instanceof HTMLButtonElement) event.stopPropagation();
    if (event.key !== "Escape" && !isSave) return;
    event.preventDefault();
    event.stopPropagation();
    if (isSave) save();
    else leave();
  };
  form.addEventListener("keydown", onKey);
  return { destroy: () => form.removeEventListener("keydown", onKey) };
}
