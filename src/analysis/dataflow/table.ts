// A table: what a language's frameworks bring in from outside, where it must not arrive, and what makes it harmless.
import type { Node } from '../grammar.ts'
import type { Expr } from './ir.ts'
import type { DataflowRule } from './rules.ts'
import type { Step, Value } from './value.ts'

/**
 * A name as code says it, told in full: `flask.request.args`, `*.execute`, `java.sql.Statement.executeQuery`. `*` stands for
 * anything before a dot, and for the rest of a word elsewhere; a call in between is told as `()`.
 */
export type NamePattern = string

/**
 * `only`: no harm but these can come of it. `within`: only in methods of a class with such a base.
 * `needs`: only in files that import something of this name.
 */
export type Source = {
  names: NamePattern[]
  note: string
  only?: DataflowRule[]
  within?: RegExp
  needs?: RegExp
}

/** A parameter that the outside fills: by its type, its annotation, or the annotation of its function. */
export type ParamSource = {
  type?: RegExp
  mark?: RegExp
  functionMark?: RegExp
  name?: RegExp
  except?: RegExp
  /** What the framework has already checked. */
  cleans?: DataflowRule[]
  note: string
}

/** `way`: how what makes it wrong came here. */
export type Judgement = {
  verdict: 'good' | 'bad'
  because?: Value | undefined
  also?: (Value | undefined)[]
  way?: Step[]
}

export type Sink = {
  rule: DataflowRule
  names: NamePattern[]
  /** Positions of dangerous arguments, from 0; names of keyword arguments; 'self': the object of a method; 'spread': what is spread out. */
  args: (number | string)[]
  /** Whether the call is right or wrong by itself, and the value that makes it so. */
  judge?: (call: Call) => Judgement | null
  /** What the harm is done with, such as a parser: it is told where that was made. */
  means?: (call: Call) => Value | null | undefined
  /** It only prepares what another such call runs: told there, where that is seen. */
  prepares?: true
  /** What is wrong is told where that value is written. */
  atOrigin?: true
  /** More that must hold of this call. */
  when?: (call: Call) => boolean
  /** Only text that was put together in this file, or one value as it came. */
  onlyText?: true
  /** Only text that begins so. */
  head?: RegExp
  /** Of a record that is handed over, only these fields. */
  fields?: RegExp
  /** A bare parameter counts as coming from outside; 'built': once text is built with it. */
  fromParameters?: true | 'built'
  /** The part of an argument that does the harm, such as the program of a command's list. */
  part?: (value: Value) => Value
}

/** An assignment that is a sink: `element.innerHTML = ...`. `head`: only of text that begins so; `key`: only where it is kept by such a name. */
export type PropertySink = { rule: DataflowRule; names: NamePattern[]; head?: RegExp; key?: RegExp }

/** 'text': what is left is a number, a truth value or the like. */
export type Cleans = DataflowRule[] | 'text' | 'all'

/** `when`: more that must hold of the call. */
export type Cleaner = {
  names: NamePattern[]
  rules: Cleans
  when?: (call: Call) => boolean
  /** It gives back what an escape had made of it. */
  undoes?: true
  /** A guard that vouches for everything at hand, not only for what it is asked about. */
  forAll?: true
}

/** `has`: whether a keyword is given. `constantOf`: the fixed text, number or truth value of an argument, by position or keyword, if it has one. */
export type Call = {
  at: Node
  /** With `new`. */
  made: boolean
  names: readonly string[]
  args: { value: Expr; name?: string; spread?: true }[]
  has(keyword: string): boolean
  /** What is handed over, by position or keyword. */
  argument(which: number | string): Value | undefined
  /** Of a method. */
  object: Value | null
  constantOf(which: number | string): string | number | boolean | null | undefined
}

export type Table = {
  sources: Source[]
  params: ParamSource[]
  sinks: Sink[]
  properties: PropertySink[]
  /** Calls whose result is harmless for these rules. */
  cleaners: Cleaner[]
  /** Calls that tell, when they answer true, that what they are asked about is harmless: `name.isdigit()`. */
  guards: Cleaner[]
  /** Types whose values cannot carry text: numbers, truth values, dates. */
  harmlessTypes: RegExp
  /** What a function of the framework's returns goes to the browser as it is. */
  returns: { rule: DataflowRule; functionMark: RegExp; unless?: RegExp; head: RegExp }[]
  /** Names of calls that never come back. */
  ends: RegExp
  /** Methods that put their arguments into their object. */
  mutators: RegExp
  /** A method gives what its object holds: its arguments only tell what to look for. */
  methodsLookUp?: true
  /** Constructors that keep their first argument only: the address in `new URL(address, base)`. */
  firstOnly?: RegExp
  /** When given: bare functions of nowhere that hand on what they get; all others give nothing back. */
  carriers?: RegExp
  /** Names of functions that live in other files of the project: what they give back cannot be told. */
  elsewhere?: RegExp
  /** Whatever begins with a capital is a class, and what is not of this project is a library's. */
  classesAreForeign?: true
  /** Functions whose result is fixed when all they are given is. */
  pure?: RegExp
  /** Last names of calls whose result has nothing to do with the text of their arguments. */
  opaque: RegExp
}
