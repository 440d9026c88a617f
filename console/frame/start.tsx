import { useEffect, useState } from 'preact/hooks';
import { legalEntityOf } from '../pages.ts';
import { HOME, placeOf } from '../router.ts';
import { leaveToSignIn, obtainFromAddress, obtainSilently } from '../session/authorization.ts';
import { lastLegalEntity, rememberLegalEntity } from '../session/last-legal-entity.ts';
import { openSession, type Session } from '../session/session.ts';
import type { Settings } from '../settings.ts';
import { App } from './app.tsx';
import { Bare } from './bare.tsx';

type Stage =
  | { kind: 'loading' }
  | { kind: 'open'; session: Session }
  | { kind: 'refused' }
  | { kind: 'failed' }
  | { kind: 'insecure' };

/** Who is it? Until that is known there is no page: the person is led to the sign-in page and back to this very address. */
export function Start({ settings }: { settings: Settings }) {
  const [stage, setStage] = useState<Stage>({ kind: 'loading' });
  const [hasEnded, setHasEnded] = useState(false);
  useEffect(() => {
    open(settings, setHasEnded).then(setStage, () => setStage({ kind: 'failed' }));
  }, []);
  if (stage.kind === 'open') return <App settings={settings} session={stage.session} hasEnded={hasEnded} />;
  return <Bare settings={settings} state={stage.kind} />;
}

async function open(settings: Settings, onEnd: (hasEnded: boolean) => void): Promise<Stage> {
  // Without HTTPS a browser gives no means for PKCE, but at localhost.
  if (!isSecureContext) return { kind: 'insecure' };
  const { query } = placeOf(location);
  const brought = await obtainFromAddress(settings, query);
  if (brought?.kind === 'token') history.replaceState(null, '', brought.returnTo);
  if (brought?.kind === 'refused') {
    history.replaceState(null, '', HOME);
    return { kind: 'refused' };
  }
  // The language was chosen by the address, and is known now.
  if (query.has('lang')) forgetLanguage();
  const here = location.pathname + location.search + location.hash;
  const legalEntity = legalEntityOf(location.pathname) ?? lastLegalEntity();
  const obtained = brought?.kind === 'token' ? brought : await obtainSilently(settings, legalEntity);
  if (obtained.kind === 'failed') return { kind: 'failed' };
  if (obtained.kind === 'refused') return { kind: 'refused' };
  if (obtained.kind === 'asked') {
    await leaveToSignIn(settings, here, legalEntity);
    return { kind: 'loading' };
  }
  const session = await openSession(settings, obtained.token, onEnd);
  if (session === undefined) return { kind: 'failed' };
  rememberLegalEntity(session.identity.legalEntity?.id);
  return { kind: 'open', session };
}

function forgetLanguage(): void {
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  history.replaceState(null, '', url.pathname + url.search + url.hash);
}
