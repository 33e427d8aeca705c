import { cache } from "react";
import { readCardLoad } from "@/lib/cards/limits/read-card-load";

/** The money of a reloadable card. The issuer is asked once for each page. */
export const cardLoad = cache(readCardLoad);
