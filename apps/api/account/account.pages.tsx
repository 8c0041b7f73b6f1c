import { Alert, Button, ErrorSummary, Form, HiddenField, TextField } from '#libs/ui/index.js';

/** Asks for an address; the answer never says whether it is known. */
export function AskLink(props: {
  readonly email?: string;
  readonly error?: string;
  readonly next?: string | undefined;
}) {
  return (
    <>
      {props.error && <ErrorSummary errors={{ email: props.error }} />}
      <Form action="/connexion">
        {props.next && <HiddenField name="suite" value={props.next} />}
        <TextField
          name="email"
          label="Adresse électronique professionnelle"
          hint="Vous recevrez un lien et un code, valables 30 minutes."
          type="email"
          autocomplete="email"
          value={props.email}
          error={props.error}
        />
        <Button>Recevoir un lien de connexion</Button>
      </Form>
    </>
  );
}

export function LinkSent({ embedded }: { readonly embedded: boolean }) {
  return (
    <>
      <Alert severity="info" title="Consultez votre messagerie" level={2} live>
        <p>
          Si cette adresse est connue de Jalon, un message vient de lui être envoyé. Ouvrez le lien qu’il contient et
          saisissez le code.
        </p>
      </Alert>
      {embedded && (
        <p>
          Jalon fonctionne ici en mode d’essai : aucun courriel ne part.{' '}
          <a href="/boite-d-essai">Lire les messages dans la boîte d’essai</a>
        </p>
      )}
      <p>
        <a href="/connexion">Saisir une autre adresse</a>
      </p>
    </>
  );
}

/** The page behind the link of the mail: opening it does nothing, the code does. */
export function EnterCode(props: {
  readonly secret: string;
  readonly error?: string;
  readonly next?: string | undefined;
}) {
  return (
    <>
      {props.error && <ErrorSummary errors={{ code: props.error }} />}
      <Form action={`/connexion/${props.secret}`}>
        {props.next && <HiddenField name="suite" value={props.next} />}
        <TextField
          name="code"
          label="Code reçu par courriel"
          hint="Six chiffres, dans le même message que le lien."
          inputMode="numeric"
          autocomplete="one-time-code"
          width="sm"
          maxLength={12}
          error={props.error}
        />
        <Button>Se connecter</Button>
      </Form>
    </>
  );
}
