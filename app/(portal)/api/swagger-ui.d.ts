declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** Shows an OpenAPI document. https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration */
  export default function SwaggerUI(options: {
    readonly url: string;
    readonly domNode: HTMLElement | null;
    readonly deepLinking: boolean;
    readonly defaultModelsExpandDepth: number;
    readonly docExpansion: "list" | "full" | "none";
    readonly filter: boolean;
    readonly supportedSubmitMethods: readonly string[];
    readonly validatorUrl: null;
  }): void;
}
