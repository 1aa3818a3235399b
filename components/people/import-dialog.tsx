"use client";

import { Download, FileUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { FileTrigger } from "react-aria-components";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type ImportPreview, importTemplate, LONGEST_IMPORT } from "#lib/access/people-import-types.ts";
import type { PeopleActions } from "./action-types.ts";
import { askAction } from "./ask-action.ts";
import { ImportPreviewView, people } from "./import-preview.tsx";

/** From a text to people: paste or choose a file, look at what would happen, import. */
export function ImportDialog({
  actions,
  onClose,
}: {
  actions: Pick<PeopleActions, "previewImport" | "applyImport">;
  onClose: (isDone: boolean) => void;
}) {
  const [text, setText] = useState("");
  const [preview, setPreview] = useState<Extract<ImportPreview, { kind: "readable" }> | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const work = preview === null ? 0 : preview.added.length + preview.changed.length;

  const look = async (asked: string) => {
    if (asked.length > LONGEST_IMPORT) return setProblem("The file is larger than 3 MB. Split it into several.");
    setIsPending(true);
    setProblem(null);
    const outcome = await askAction(() => actions.previewImport({ text: asked }));
    setIsPending(false);
    if (outcome.kind === "refused") return setProblem(outcome.message);
    if (outcome.value.kind === "unreadable") return setProblem(outcome.value.reason);
    setPreview(outcome.value);
  };
  const apply = async () => {
    if (preview === null) return;
    setIsPending(true);
    const { stamp } = preview;
    const outcome = await askAction(() => actions.applyImport({ text, stamp }));
    setIsPending(false);
    if (outcome.kind === "refused") {
      if (outcome.code === "conflict") await look(text);
      return setProblem(outcome.message);
    }
    const { added, changed } = outcome.value;
    toast.success(`${people(added)} added, ${changed} changed`);
    onClose(true);
  };
  const choose = async (files: FileList | null) => {
    const file = files?.[0];
    if (file === undefined) return;
    if (file.size > LONGEST_IMPORT) return setProblem("The file is larger than 3 MB. Split it into several.");
    const read = await readText(file);
    setText(read);
    await look(read);
  };

  return (
    <Dialog
      title="Import people"
      size="lg"
      isOpen
      onOpenChange={() => onClose(false)}
      isDismissable={!isPending}
      footer={
        preview === null ? (
          <>
            <TemplateLink />
            <Button
              variant="primary"
              isPending={isPending}
              isDisabled={text.trim() === ""}
              onPress={() => void look(text)}
            >
              Preview
            </Button>
          </>
        ) : (
          <>
            <Button isDisabled={isPending} onPress={() => setPreview(null)}>
              Back to the text
            </Button>
            <Button variant="primary" isPending={isPending} isDisabled={work === 0} onPress={() => void apply()}>
              {work === 0 ? "Nothing to import" : `Import ${people(work)}`}
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-4">
        {problem !== null && <Notice tone="bad" isLive title={problem} />}
        {preview === null ? (
          <>
            <p className="text-muted">
              The first row names the columns; name and email must be there. People are found by their e-mail: known
              ones are changed, new ones added, and nobody is removed. An empty cell changes nothing; “none” as manager
              takes the manager away.
            </p>
            <TextArea
              label="Rows from a table or a CSV file"
              rows={9}
              value={text}
              onChange={setText}
              placeholder={
                "name,email,role,manager,time zone\nAda Bergström,ada@company.example,member,imogen@company.example,Europe/Oslo"
              }
            />
            <FileTrigger
              acceptedFileTypes={[".csv", ".tsv", ".txt", "text/csv"]}
              onSelect={(files) => void choose(files)}
            >
              <Button className="w-fit" icon={<FileUp aria-hidden size={16} />}>
                Choose a file
              </Button>
            </FileTrigger>
          </>
        ) : (
          <ImportPreviewView preview={preview} />
        )}
      </div>
    </Dialog>
  );
}

/** Files from spreadsheets are UTF-8, or UTF-16 with a mark, or the old Western set. */
async function readText(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function TemplateLink() {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([importTemplate()], { type: "text/csv" }));
    if (link.current !== null) link.current.href = url;
    return () => URL.revokeObjectURL(url);
  }, []);
  return (
    <a
      ref={link}
      href="#template"
      download="people.csv"
      className="link mr-auto inline-flex items-center gap-1.5 self-center"
    >
      <Download aria-hidden size={14} />
      Template
    </a>
  );
}
