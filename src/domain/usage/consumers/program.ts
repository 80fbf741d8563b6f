/** The name of every browser, so it names none. */
const everyBrowser = 'mozilla';
/** What a client without a name is counted as. No product can be called so. */
export const unnamedProgram = '(unnamed)';
/** What further programs are counted as, once there are too many that nobody has registered. */
export const otherPrograms = '(others)';

const product = /^[\w!#$%&'*+.^`|~-]{1,64}/;
const wholeProduct = new RegExp(`${product.source}$`);
const origin = /^https?:\/\/[\w.:[\]-]{1,250}$/i;

/**
 * The program of a request: the origin of the page that sends it, or else the first product of its user agent
 * (RFC 9110, 10.1.5), in lower case. Browsers on no other page than ours, and clients without a name, are unnamed.
 */
export function programOf(sentOrigin: string, userAgent: string): string {
  if (origin.test(sentOrigin)) return sentOrigin.toLowerCase();
  const name = product.exec(userAgent)?.[0].toLowerCase() ?? '';
  return name === '' || name === everyBrowser ? unnamedProgram : name;
}

/** The form in which a program is stored, for an origin or a product that somebody typed. Undefined for neither. */
export function programNamed(text: string): string | undefined {
  const isName = origin.test(text) || wholeProduct.test(text);
  const name = text.toLowerCase();
  return isName && name !== everyBrowser ? name : undefined;
}

/** Crawlers that call themselves a browser. */
const crawlersInBrowsers = '(crawlers)';

/** Monitors and crawlers by the product of their user agent, and what this project itself sends. */
const monitors =
  /^(?:kube-probe|googlehc|elb-healthchecker|prometheus|blackbox|uptimerobot|pingdom|statuscake|newrelic|datadog|nagios|check_http|gorouter|cf-route|autocannon|k6|shelflife-)/;
const crawlers = /bot(?:$|[^a-z])|crawl|spider|slurp|archiver|scrapy|nutch|httrack/;

/**
 * The name under which a probe is counted: something that calls without meaning what it gets. Undefined for any other
 * program. It is asked only for programs without a key and without an account of their own: these are told whatever
 * they call themselves.
 */
export function probeNamed(program: string, userAgent: string): string | undefined {
  const isMonitor = monitors.test(program);
  if (isMonitor || crawlers.test(program)) return program;
  return program === unnamedProgram && crawlers.test(userAgent.toLowerCase())
    ? crawlersInBrowsers
    : undefined;
}
