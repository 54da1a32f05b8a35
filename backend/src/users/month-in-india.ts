const MONTH = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Kolkata',
  year: 'numeric',
  month: '2-digit',
});

let known = { minute: Number.NaN, month: '' };

/**
 * The first day of the month in which this instant lies in India, `YYYY-MM-01`; it turns at 18:30:00Z.
 * Every profile asks for it and the formatter is slow, so the answer is kept for the minute (no zone turns within one).
 */
export function monthInIndia(instant: Date): string {
  const minute = Math.floor(instant.getTime() / 60_000);
  if (minute !== known.minute) known = { minute, month: firstDay(instant) };
  return known.month;
}

function firstDay(instant: Date): string {
  const parts = new Map(MONTH.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-01`;
}
