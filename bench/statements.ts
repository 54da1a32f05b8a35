/** The SQL of the hot routes, for what is measured beside the API. A look-up of a column that is gone fails the run. */
export const PROFILE_COLUMNS = `
  id, phone_number AS "phoneNumber", owner_name AS "ownerName", phone_verified AS "phoneVerified",
  shop_name AS "shopName", city, state, pincode, language, role, referral_code AS "referralCode",
  subscription_status AS "subscriptionStatus", documents_uploaded AS "documentsUploaded",
  monthly_upload_limit AS "monthlyUploadLimit", uploads_used_this_month AS "uploadsUsedThisMonth",
  uploads_month AS "uploadsMonth", token_generation AS "tokenGeneration", last_login AS "lastLogin",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

export const ME = `SELECT ${PROFILE_COLUMNS} FROM caller($1, $2)`;
export const SIGN_IN = `SELECT outcome, ${PROFILE_COLUMNS} FROM sign_in($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
export const LOOK_UP = 'SELECT shop_name, city FROM look_up_referral_code($1)';
export const QUOTA = 'SELECT * FROM consume_upload($1, $2)';
