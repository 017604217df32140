// Starts the browser that is installed.

import { chromium } from "playwright-core";

/** Starts it; `hosts` says where names lead (--host-resolver-rules), so that nothing leaves this machine. */
export async function launch(hosts) {
  try {
    return await chromium.launch({
      executablePath: "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-proxy-server", `--host-resolver-rules=${hosts}`,
      ],
    });
  } catch (error) {
    console.error(`chromium does not start; install it: apt-get install chromium\n${error}`);
    process.exit(2);
  }
}
