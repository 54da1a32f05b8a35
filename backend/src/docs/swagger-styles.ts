/** Mends Swagger UI: no bar of somebody else's brand, and room for long summaries. */
export const SWAGGER_STYLES = `
  .swagger-ui .topbar { display: none; }
  .swagger-ui .info { margin: 1.5rem 0; }
  #leave { position: fixed; right: 1rem; bottom: 1rem; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid #3b4151; border-radius: .5rem; background: #fff; font: 600 .875rem system-ui, sans-serif; cursor: pointer; }
`;
