import { openApi30 } from "../../../findings/exchange/link.ts";
import { serviceApi } from "../openapi/service.ts";
import { wholeApi } from "../openapi/whole-api.ts";
import type { Asked, Route } from "../route.ts";
import { originOf, sendAs } from "./standards.ts";

// The routes come as a function: the list of them names these handlers.

/** Every route, as OpenAPI 3.1. */
export const getOpenApi =
  (routes: () => readonly Route[]) =>
  (asked: Asked): object =>
    wholeApi(routes(), originOf(asked));

/** The OGC API or the STAC API by itself, as OpenAPI 3.0. */
export const getServiceApi =
  (routes: () => readonly Route[], service: "ogc" | "stac") =>
  (asked: Asked): object => {
    const { title } = asked.bench.opened.file;
    const base = `${originOf(asked)}/${service}`;
    return sendAs(asked, openApi30, serviceApi(routes(), service, title === "" ? "Yardwatch" : title, base));
  };
