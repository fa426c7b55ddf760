package io.lavra.table;

import java.io.Serializable;

/** A piece of columnar work, an ordinary object that computes: one Beam element. */
public interface TableWork extends Serializable {
  /** The table it works for. */
  String table();

  /**
   * Does the work; doing it twice leaves unused files behind and gives an equal result.
   *
   * @throws Exception when it cannot be done; the message is for the user
   */
  Staged run(EngineSettings settings) throws Exception;
}
