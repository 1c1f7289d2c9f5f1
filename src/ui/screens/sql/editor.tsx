import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { SQLite, sql } from '@codemirror/lang-sql';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { CopiedTable } from '#schema/workbench.ts';
import { editorLook } from './editor-look.ts';

export interface EditorHandle {
  text(): string;
  /** Of what is selected; of the cursor, where nothing is. */
  selection(): { readonly from: number; readonly to: number };
  insert(text: string): void;
  replace(text: string): void;
  goTo(at: number): void;
}

interface EditorProps {
  readonly handle: Ref<EditorHandle>;
  readonly initialText: string;
  readonly tables: readonly CopiedTable[];
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

const language = new Compartment();
const languageOf = (tables: readonly CopiedTable[]) =>
  sql({
    dialect: SQLite,
    schema: Object.fromEntries(tables.map(({ name, columns }) => [name, columns.map((one) => one.name)])),
  });

/**
 * In a shadow root, for there CodeMirror's styles are sheets and no style
 * elements, which the server's policy forbids. Tab leaves it, as it leaves any field.
 */
export function Editor({ handle, initialText, tables, onChange, onRun }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const current = useRef({ initialText, tables, onChange, onRun });
  useEffect(() => {
    current.current = { initialText, tables, onChange, onRun };
  });
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({ doc: current.current.initialText, extensions: extensionsOf(current) }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    view.current?.dispatch({ effects: language.reconfigure(languageOf(tables)) });
  }, [tables]);
  useImperativeHandle(handle, () => handleOf(view), []);
  return (
    <div
      ref={host}
      className="border-line-strong bg-raised focus-within:outline-focus h-48 shrink-0 overflow-hidden rounded-md border focus-within:outline-3 focus-within:outline-offset-2 lg:h-56"
    />
  );
}

interface Current {
  readonly current: Omit<EditorProps, 'handle'>;
}

function extensionsOf(props: Current) {
  const run = () => {
    props.current.onRun();
    return true;
  };
  return [
    history(),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': 'SQL', spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) props.current.onChange(update.state.doc.toString());
    }),
    EditorView.domEventHandlers({ beforeinput: replaceOurselves }),
    placeholder('select … from …'),
    autocompletion({ icons: false }),
    language.of(languageOf(props.current.tables)),
    keymap.of([
      { key: 'Mod-Enter', run, preventDefault: true },
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    editorLook,
  ];
}

/** Chromium keeps the look of what is typed over in a style attribute, which the server's policy forbids. */
function replaceOurselves(event: InputEvent, view: EditorView): boolean {
  const { inputType, data } = event;
  if (inputType !== 'insertText' || data === null || view.state.selection.main.empty || view.composing)
    return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(data), { scrollIntoView: true, userEvent: 'input.type' });
  return true;
}

function handleOf(view: { readonly current: EditorView | null }): EditorHandle {
  const opened = () => {
    if (!view.current) throw new Error('The editor is not there yet.');
    return view.current;
  };
  return {
    text: () => opened().state.doc.toString(),
    selection: () => opened().state.selection.main,
    insert(text) {
      opened().dispatch(opened().state.replaceSelection(text), { scrollIntoView: true });
      opened().focus();
    },
    replace(text) {
      const { state } = opened();
      opened().dispatch({
        changes: { from: 0, to: state.doc.length, insert: text },
        selection: { anchor: 0 },
      });
    },
    goTo(at) {
      opened().dispatch({ selection: { anchor: at }, scrollIntoView: true });
      opened().focus();
    },
  };
}
