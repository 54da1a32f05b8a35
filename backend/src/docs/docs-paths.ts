export const DOCS_PATH = '/docs';
export const DOCUMENT_PATH = `${DOCS_PATH}/openapi.json`;
export const SESSION_PATH = `${DOCS_PATH}/session`;
export const SIGN_IN_SCRIPT_PATH = `${DOCS_PATH}/sign-in.js`;
export const LEAVE_SCRIPT_PATH = `${DOCS_PATH}/leave.js`;
