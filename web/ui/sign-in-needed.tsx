/** What someone without a session sees: how to get in, in one sentence. */
export function SignInNeeded() {
  return (
    <div className="panel sign-in">
      <h1>Sign in</h1>
      <p>Hindcast signs people in by a link that works once, for 15 minutes. Ask an admin for one, or make it on the machine that runs Hindcast:</p>
      <pre tabIndex={0}>node bin/hindcast.js sign-in</pre>
      <p className="muted">Open the link that it prints in this browser.</p>
    </div>
  );
}
