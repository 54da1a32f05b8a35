/**
 * Mends Swagger UI: no bar of somebody else's brand, an introduction that does not fill the first screen with padding,
 * and "Authorize" within reach wherever one has scrolled to.
 */
export const SWAGGER_STYLES = `
  .swagger-ui .topbar { display: none; }
  .swagger-ui .info { margin: 1.25rem 0 .75rem; }
  .swagger-ui .info .title { font-size: 1.75rem; }
  .swagger-ui .info .description h3 { margin: 1rem 0 .375rem; font-size: 1.0625rem; }
  .swagger-ui .info .description p, .swagger-ui .info .description ol { margin: .375rem 0; }
  .swagger-ui .info table { width: auto; }
  .swagger-ui .info table thead tr th, .swagger-ui .info table tbody tr td { min-width: 5rem; padding: .125rem 1.5rem .125rem 0; }
  .swagger-ui .scheme-container { position: sticky; z-index: 2; top: 0; margin: 0 0 .5rem; padding: .5rem 0; }
  .swagger-ui .filter .operation-filter-input { margin: .5rem 0; }
  #leave { position: absolute; top: 1rem; right: 1.25rem; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid #3b4151; border-radius: .5rem; background: #fff; color: #3b4151; font: 600 .875rem system-ui, sans-serif; cursor: pointer; }
`;
