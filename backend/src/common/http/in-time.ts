/** @throws Error when there is no result in so many milliseconds; the work itself goes on */
export function inTime<Result>(work: Promise<Result>, milliseconds: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    // After a pause of this process timers come before what has arrived meanwhile: an answer may be among it.
    const timer = setTimeout(() => {
      setImmediate(reject, new Error(`no answer in ${milliseconds} ms`));
    }, milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
