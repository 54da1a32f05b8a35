const PLANS = { free: 20, premium: 500 };
/** The model knows months by a calendar of its own, not by the database's. */
const IN_INDIA = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Kolkata',
  year: 'numeric',
  month: '2-digit',
});

function monthOf(instant: string): string {
  const parts = Object.fromEntries(
    IN_INDIA.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return `${parts['year'] ?? ''}-${parts['month'] ?? ''}-01`;
}

/** Midnight in India is half past six in the evening, the day before, in UTC. */
function endOf(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1) - 19_800_000).toISOString();
}

/** How counting works, in memory, for one thing at a time. */
export class QuotaModel {
  month: string;
  private present: string;
  private documents: number;
  private granted = 0;
  private plan: keyof typeof PLANS = 'free';
  private readonly uploads = new Map<number, { month: string; isGivenBack: boolean }>();

  constructor(
    at: string,
    private used: number,
    private limit: number,
  ) {
    this.present = at;
    this.month = monthOf(at);
    this.documents = used;
  }

  consume(upload: number): string {
    const known = this.uploads.get(upload);
    if (known) return known.isGivenBack ? 'free again' : 'repeated';
    const { month, used, limit } = this.state();
    if (used >= limit) return 'exceeded';
    this.uploads.set(upload, { month, isGivenBack: false });
    this.month = month;
    this.used = used + 1;
    this.documents += 1;
    return 'counted';
  }

  giveBack(upload: number): string {
    const known = this.uploads.get(upload);
    if (!known) return 'unknown';
    if (known.isGivenBack) return 'given_back_before';
    known.isGivenBack = true;
    if (known.month === this.month) this.used -= 1;
    return 'given_back';
  }

  changePlan(plan: keyof typeof PLANS): undefined {
    if (plan !== this.plan) this.limit = PLANS[plan] + this.granted;
    this.plan = plan;
  }

  setLimit(limit: number): undefined {
    this.limit = limit;
  }

  grant(): undefined {
    this.granted += 5;
    this.limit += 5;
  }

  moveClock(to: string): undefined {
    this.present = to;
  }

  state(): {
    month: string;
    used: number;
    documents: number;
    limit: number;
    turnsAt: string;
    granted: number;
  } {
    const { documents, limit, granted } = this;
    const month = monthOf(this.present);
    if (month <= this.month) {
      return { month: this.month, used: this.used, documents, limit, turnsAt: endOf(this.month), granted };
    }
    return { month, used: 0, documents, limit, turnsAt: endOf(month), granted };
  }
}
