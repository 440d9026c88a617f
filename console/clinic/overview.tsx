import { type PageProps, useConsole } from '../console.ts';

export default function Overview({ params }: PageProps) {
  const { session } = useConsole();
  return (
    <h1>
      {session.identity.legalEntity?.name} {params.legalEntity}
    </h1>
  );
}
