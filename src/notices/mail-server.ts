/** Where mail is handed in. A demonstration knows its own server only once that listens. */
export abstract class MailServer {
  /** `smtp://user:password@host:port`, or `smtps:` for TLS from the start. */
  abstract url(): Promise<string>;
}

/** The server of the settings. */
export class ConfiguredMailServer extends MailServer {
  constructor(private readonly configured: string) {
    super();
  }

  override url(): Promise<string> {
    return Promise.resolve(this.configured);
  }
}
