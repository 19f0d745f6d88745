import { createLink } from '@tanstack/react-router';
import { Button } from 'antd';

/** A link to another page that stands among buttons and looks like them. */
export const LinkButton = createLink(Button);
