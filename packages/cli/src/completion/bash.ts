/**
 * Completion for bash. Where COMPREPLY stays empty, readline completes files, with its own quoting.
 */
import { type CompletedCommand, type CompletedOption, valueNames } from "./words.ts";

export function bashScript(commands: readonly CompletedCommand[], program: CompletedCommand): string {
  return `# bash completion for focal-loss
_focal_loss() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} command= i
  # "--option=value" comes as three words.
  if [[ $current == = ]]; then current=; elif [[ $previous == = ]]; then previous=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${valueNames(program).join(" | ")}) ((i++)); if [[ \${COMP_WORDS[i]} == = ]]; then ((i++)); fi ;;
      -*) ;;
      *) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
${[program, ...commands].flatMap(valueCases).join("\n")}
  esac
  case "$command" in
    '') COMPREPLY=($(compgen -W '${[...commands.map(({ name }) => name), ...names(program)].join(" ")}' -- "$current")) ;;
${commands.map(commandCase).join("\n")}
  esac
}
_focal_loss_nothing() {
  compopt +o default +o bashdefault 2>/dev/null
}
complete -o bashdefault -o default -F _focal_loss focal-loss
`;
}

function names({ options }: CompletedCommand): string[] {
  return options.flatMap((option) => option.names);
}

function valueCases({ name, options }: CompletedCommand): string[] {
  return options.flatMap((option) => {
    const action = valueAction(option);
    return action === undefined
      ? []
      : [`    ${option.names.map((flag) => `'${name} ${flag}'`).join(" | ")}) ${action} ;;`];
  });
}

function valueAction({ value }: CompletedOption): string | undefined {
  if (value === undefined) return undefined;
  if (value === "file") return "return";
  return value === "unknown" ? "_focal_loss_nothing; return" : `${reply(value.words)}; return`;
}

function commandCase(command: CompletedCommand): string {
  const { name, argument } = command;
  const options = `if [[ $current == -* ]]; then ${reply(names(command))}`;
  if (argument === "file") return `    ${name}) ${options}; fi ;;`;
  const otherwise = argument === "unknown" ? "_focal_loss_nothing" : reply(argument.words);
  return `    ${name}) ${options}; else ${otherwise}; fi ;;`;
}

function reply(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${words.join(" ")}' -- "$current"))`;
}
