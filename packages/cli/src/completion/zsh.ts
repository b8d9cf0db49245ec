/**
 * Completion for zsh: one call of _arguments a command.
 */
import { type CompletedCommand, type CompletedOption, type Value, valueNames } from "./words.ts";

export function zshScript(commands: readonly CompletedCommand[], program: CompletedCommand): string {
  const list = commands.map(
    ({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(":", "\\:")}`)}`,
  );
  return `#compdef focal-loss
# zsh completion for focal-loss
_focal_loss() {
  local -a commands=(
${list.join("\n")}
  )
  while (( CURRENT > 2 )) && [[ $words[2] == -* ]]; do
    local -i taken=1
    [[ $words[2] == (${valueNames(program).join("|")}) ]] && taken=2
    (( CURRENT > 1 + taken )) || break
    shift $taken words
    (( CURRENT -= taken ))
  done
  if (( CURRENT == 2 )) || [[ $words[2] == -* ]]; then
    (( CURRENT == 2 )) && _describe command commands
    _arguments ${program.options.map(specification).join(" ")}
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join("\n")}
  esac
}
if [[ $funcstack[1] == _focal_loss ]]; then _focal_loss "$@"; else compdef _focal_loss focal-loss; fi
`;
}

function commandCase({ name, options, argument }: CompletedCommand): string {
  const specifications = [...options.map(specification), quoted(`*:argument:${action(argument)}`)];
  return `    ${name})\n      _arguments -s ${specifications.join(" \\\n        ")}\n      ;;`;
}

/** `(-q --quiet){-q,--quiet}[description]`; with a value `*--name[description]:value:action`, as lists are given again. */
function specification({ names, description, value }: CompletedOption): string {
  const text = `[${description.replaceAll(/[[\]\\]/g, "\\$&").replaceAll(":", "\\:")}]`;
  const rest = value === undefined ? text : `${text}:value:${action(value)}`;
  if (names.length === 1) return quoted(`${value === undefined ? "" : "*"}${names[0]}${rest}`);
  return `${quoted(`(${names.join(" ")})`)}{${names.join(",")}}${quoted(rest)}`;
}

function action(value: Value): string {
  if (value === "file") return "_files";
  return value === "unknown" ? " " : `(${value.words.join(" ")})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
