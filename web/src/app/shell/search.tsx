import { Palette } from '../../features/search/components/palette.tsx';
import { useCommands } from './commands.ts';

export default function Search({ onClose }: { onClose: () => void }) {
  return <Palette commands={useCommands()} onClose={onClose} />;
}
