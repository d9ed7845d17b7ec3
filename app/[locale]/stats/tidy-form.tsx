"use client";

import { useEffect } from "react";

/**
 * Two things that a form can't do by itself: it sends a short address (a list with commas, nothing empty), and what isn't
 * published by the chosen step can't be ticked.
 */
export function TidyForm({ form: id }: { form: string }) {
  useEffect(() => {
    const form = document.getElementById(id);
    if (!(form instanceof HTMLFormElement)) return;
    const tidy = ({ formData }: FormDataEvent) => {
      for (const name of new Set(formData.keys())) {
        const values = formData.getAll(name).filter(Boolean);
        if (values.length > 0) formData.set(name, values.join(","));
        else formData.delete(name);
      }
    };
    const offer = () => {
      const { value: grain } = form.elements.namedItem("grain") as HTMLSelectElement;
      for (const tick of form.querySelectorAll<HTMLInputElement>("[data-grains]")) tick.disabled = !tick.dataset.grains!.split(" ").includes(grain);
    };
    offer();
    form.addEventListener("formdata", tidy);
    form.addEventListener("change", offer);
    return () => { form.removeEventListener("formdata", tidy); form.removeEventListener("change", offer); };
  }, [id]);
  return null;
}
