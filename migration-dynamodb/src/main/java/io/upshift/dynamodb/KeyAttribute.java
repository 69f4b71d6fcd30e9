package io.upshift.dynamodb;

import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A key attribute and its type. */
record KeyAttribute(String name, ScalarAttributeType type) {}
