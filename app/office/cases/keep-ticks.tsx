"use client";
import { useEffect } from "react";

/**
 * React empties a form once its action has answered, and with it the boxes that belong to it from elsewhere on the page. What was ticked when
 * the form was refused stays ticked: just before, it is made what the boxes fall back to.
 */
export function KeepTicks({ form: id }: { form: string }) {
  useEffect(() => {
    const form = document.getElementById(id) as HTMLFormElement | null;
    const keep = () => {
      for (const box of form!.elements) if (box instanceof HTMLInputElement && box.name === "case") box.defaultChecked = box.checked;
    };
    form?.addEventListener("reset", keep);
    return () => form?.removeEventListener("reset", keep);
  }, [id]);
  return null;
}
