"use client";

import "swagger-ui-dist/swagger-ui.css";
import "./reference.css";
import { useEffect, useRef } from "react";

/** The API's OpenAPI document, shown by Swagger UI. Reads can be tried; changes are made in the portal
 *  or with a key. */
export function Reference() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void import("swagger-ui-dist/swagger-ui-es-bundle.js").then(({ default: SwaggerUI }) =>
      SwaggerUI({
        url: "/api/openapi.json",
        domNode: place.current,
        deepLinking: true,
        defaultModelsExpandDepth: -1,
        docExpansion: "none",
        filter: true,
        supportedSubmitMethods: ["get"],
        validatorUrl: null,
      }),
    );
  }, []);
  return <div ref={place} className="api-reference" />;
}
