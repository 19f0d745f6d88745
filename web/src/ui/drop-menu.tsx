import type { MenuProps } from 'antd';
import { Dropdown } from 'antd';
import type { ReactElement } from 'react';
import { useRef } from 'react';

type DropMenuProps = { menu: MenuProps; children: ReactElement };

/** A menu under a button: opens on click or Enter with the first entry in focus; closing gives the focus back. */
export function DropMenu({ menu, children }: DropMenuProps) {
  const holder = useRef<HTMLSpanElement>(null);
  const giveBack = () => {
    const active = document.activeElement;
    if (!active || active === document.body || active.closest('.ant-dropdown, .ant-dropdown-menu')) {
      holder.current?.querySelector('button')?.focus();
    }
  };
  return (
    <span ref={holder} style={{ display: 'contents' }}>
      <Dropdown
        menu={menu}
        trigger={['click']}
        placement="bottomRight"
        autoFocus
        onOpenChange={(open) => {
          if (!open) requestAnimationFrame(giveBack);
        }}
      >
        {children}
      </Dropdown>
    </span>
  );
}
