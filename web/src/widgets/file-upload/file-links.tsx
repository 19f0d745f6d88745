import { PaperClipOutlined } from '@ant-design/icons';

/** Attached files to be fetched. */
export function FileLinks({ files }: { files: readonly { id: string; name: string }[] }) {
  return (
    <ul>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/files/${file.id}/content`} download={file.name}>
            <PaperClipOutlined aria-hidden /> {file.name}
          </a>
        </li>
      ))}
    </ul>
  );
}
