"use client";
import { createContext } from "react";
import type { Told } from "./tell.tsx";

/** Sends a form of the case that is drawn here and draws what came of it in its place; says why it couldn't. Without JavaScript the form is posted to the page. */
export const SendHere = createContext<((action: (form: FormData) => Promise<Told>, form: FormData) => Promise<string | undefined>) | null>(null);
