package io.lavra.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths. {@code *} and {@code ?} stay within a folder, {@code **} crosses folders and
 * {@code **}{@code /} also stands for no folder at all, {@code [a-z]} and {@code [!a-z]} are one
 * character, {@code {a,b}} is a choice, a backslash takes a character as it is.
 *
 * <p>All ways through the pattern are followed at once (Thompson, "Regular Expression Search
 * Algorithm", 1968), so that no name takes longer than its length times the pattern's.
 */
public final class Glob {
  private static final int LONGEST = 4096;

  /**
   * A state: it is left for {@code next} with a character that it accepts, or for each of {@code
   * free} with none.
   */
  private record State(@Nullable IntPredicate accepts, int next, List<Integer> free) {}

  private final List<State> states = new ArrayList<>();

  /** By state, itself and those that it is left for with no character. */
  private final List<BitSet> reached = new ArrayList<>();

  /**
   * @throws IllegalArgumentException for a bracket or brace that is never closed, and for a pattern
   *     that is too long
   */
  public Glob(String glob) {
    if (glob.length() > LONGEST) {
      throw new IllegalArgumentException(
          "The pattern \"%s…\" has %s characters; %s are the most. Use wildcards, or several tables."
              .formatted(glob.substring(0, 40), glob.length(), LONGEST));
    }
    new Parser(glob.codePoints().toArray(), glob).parse();
    for (int i = 0; i <= states.size(); i++) {
      reached.add(reachedFrom(i));
    }
  }

  public boolean matches(String path) {
    return start().then(path).isMatch();
  }

  /** Before the first character of a path. */
  At start() {
    return new At(reached.get(0));
  }

  /** How far a path has been read: the states that the pattern may be in. */
  final class At {
    private final BitSet open;

    private At(BitSet open) {
      this.open = open;
    }

    /** After more of the path. */
    At then(String text) {
      BitSet now = open;
      for (int i = 0; i < text.length() && !now.isEmpty(); i = text.offsetByCodePoints(i, 1)) {
        now = step(now, text.codePointAt(i));
      }
      return new At(now);
    }

    /** Whether what was read is a path of the pattern. */
    boolean isMatch() {
      return open.get(states.size());
    }

    /** Whether no path that goes on from here is one of the pattern. */
    boolean isLost() {
      return open.isEmpty();
    }
  }

  private BitSet step(BitSet open, int character) {
    BitSet next = new BitSet();
    for (int i = open.nextSetBit(0); i >= 0 && i < states.size(); i = open.nextSetBit(i + 1)) {
      State state = states.get(i);
      if (state.accepts() != null && state.accepts().test(character)) {
        next.or(reached.get(state.next()));
      }
    }
    return next;
  }

  private BitSet reachedFrom(int first) {
    BitSet found = new BitSet();
    Deque<Integer> waiting = new ArrayDeque<>(List.of(first));
    while (!waiting.isEmpty()) {
      int i = waiting.pop();
      if (!found.get(i)) {
        found.set(i);
        if (i < states.size()) {
          states.get(i).free().forEach(waiting::push);
        }
      }
    }
    return found;
  }

  private final class Parser {
    /** A choice that is not closed yet. */
    private record Choice(State start, List<State> ends) {}

    private final int[] glob;
    private final String written;
    private final Deque<Choice> choices = new ArrayDeque<>();
    private int at;

    Parser(int[] glob, String written) {
      this.glob = glob;
      this.written = written;
    }

    void parse() {
      while (at < glob.length) {
        int c = glob[at++];
        if (c == '*') {
          stars();
        } else if (c == '?') {
          one(Glob::isOfName);
        } else if (c == '[') {
          one(bracket());
        } else if (c == '{') {
          choices.push(new Choice(free(states.size() + 1), new ArrayList<>()));
        } else if (c == ',' && !choices.isEmpty()) {
          Choice choice = choices.element();
          choice.ends().add(free());
          choice.start().free().add(states.size());
        } else if (c == '}' && !choices.isEmpty()) {
          choices.pop().ends().forEach(end -> end.free().add(states.size()));
        } else {
          int literal = c == '\\' && at < glob.length ? glob[at++] : c;
          one(character -> character == literal);
        }
      }
      if (!choices.isEmpty()) {
        throw neverClosed('{', '}');
      }
    }

    private void stars() {
      boolean startsName = at == 1 || "/{,".indexOf(glob[at - 2]) >= 0;
      int first = at;
      while (at < glob.length && glob[at] == '*') {
        at++;
      }
      if (at == first) {
        many(Glob::isOfName);
      } else if (startsName && at < glob.length && glob[at] == '/') {
        at++;
        State none = free(states.size() + 1);
        many(character -> true);
        one(character -> character == '/');
        none.free().add(states.size());
      } else {
        many(character -> true);
      }
    }

    private IntPredicate bracket() {
      boolean not = at < glob.length && glob[at] == '!';
      at += not ? 1 : 0;
      IntPredicate any = character -> false;
      for (int first = at; at < glob.length && (glob[at] != ']' || at == first); at++) {
        int from = glob[at];
        boolean range = at + 2 < glob.length && glob[at + 1] == '-' && glob[at + 2] != ']';
        at += range ? 2 : 0;
        int to = glob[at];
        any = any.or(character -> from <= character && character <= to);
      }
      if (at++ >= glob.length) {
        throw neverClosed('[', ']');
      }
      return (not ? any.negate() : any).and(Glob::isOfName);
    }

    private void many(IntPredicate accepts) {
      int loop = states.size();
      free(loop + 1, loop + 2);
      states.add(new State(accepts, loop, List.of()));
    }

    private void one(IntPredicate accepts) {
      states.add(new State(accepts, states.size() + 1, List.of()));
    }

    private State free(Integer... targets) {
      State state = new State(null, 0, new ArrayList<>(List.of(targets)));
      states.add(state);
      return state;
    }

    private IllegalArgumentException neverClosed(char open, char close) {
      return new IllegalArgumentException(
          "The pattern \"%s\" opens a %s and never closes it. Close it with %s."
              .formatted(written, open, close));
    }
  }

  private static boolean isOfName(int character) {
    return character != '/';
  }
}
