import Upload from 'lucide-react/icons/upload'
import { type ClipboardEvent, type DragEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import { FieldNote } from './Field.tsx'
import styles from './FileDrop.module.css'
import { Icon } from './Icon.tsx'

export interface FileDropProps {
  readonly label: string
  readonly hint: ReactNode
  readonly error?: string | undefined
  /** Ends of file names and media types, as an input takes them: ".csv,text/csv". */
  readonly accept: string
  readonly words: {
    readonly choose: string
    readonly drop: string
    readonly paste: string
    /** The name that pasted text gets as a file. */
    readonly pastedName: string
  }
  readonly onFile: (file: File) => void
  readonly busy?: boolean
}

/** A file by any way: dropped, chosen, or its text pasted. */
export function FileDrop(props: FileDropProps) {
  const { words, onFile } = props
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) onFile(file)
  }
  const pasted = (event: ClipboardEvent) => {
    const file = event.clipboardData.files[0]
    const text = event.clipboardData.getData('text/plain')
    if (!file && text.trim() === '') return
    event.preventDefault()
    onFile(file ?? new File([text], words.pastedName, { type: 'text/csv' }))
  }
  return (
    <section
      className={classes(styles.drop, over && styles.over, props.error !== undefined && styles.invalid)}
      aria-label={props.label}
      aria-describedby={id}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
      onPaste={pasted}
    >
      <Icon of={Upload} size={22} />
      <div className={styles.words}>
        <b>{words.drop}</b>
        <FieldNote id={id} hint={props.hint} error={props.error} />
      </div>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept={props.accept}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) onFile(file)
          event.target.value = ''
        }}
      />
      <div className={styles.ways}>
        <Button busy={props.busy ?? false} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <input className={styles.paste} aria-label={words.paste} placeholder={words.paste} value="" onChange={() => {}} />
      </div>
    </section>
  )
}
