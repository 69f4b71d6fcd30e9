package io.upshift.dynamodb.items;

import io.upshift.dynamodb.Marker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One item's update: it sets the marker and requires that it is absent, or the other way round on the way back, and that
 * the item exists, because an update would make one.
 */
final class MarkedUpdate {
    private final ItemScope scope;
    private final Map<String, AttributeValue> item;
    private final Marker marker;
    private final String token;
    private final Expression expression;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();

    /** @param token what the marker says */
    MarkedUpdate(ItemScope scope, Map<String, AttributeValue> item, Marker marker, String token) {
        this.scope = scope;
        this.item = item;
        this.marker = marker;
        this.token = token;
        this.expression = new Expression(scope.names(), scope.values());
    }

    Expression expression() {
        return expression;
    }

    Marker marker() {
        return marker;
    }

    String token() {
        return token;
    }

    void set(String attribute, String operand) {
        sets.add(expression.name(attribute) + " = " + operand);
    }

    void set(String attribute, AttributeValue value) {
        set(attribute, expression.value(value));
    }

    void remove(String attribute) {
        removes.add(expression.name(attribute));
    }

    UpdateItemRequest.Builder request(List<String> keys) {
        expression.exists(keys.get(0));
        expression.isAsIn(item, marker.attribute());
        if (!scope.where().isEmpty()) {
            expression.require(scope.where());
        }
        if (marker.isTakenBack()) {
            remove(marker.attribute());
        } else {
            set(marker.attribute(), AttributeValue.fromS(token));
        }
        String update = (sets.isEmpty() ? "" : "set " + String.join(", ", sets))
                + (removes.isEmpty() ? "" : " remove " + String.join(", ", removes));
        String expressions = update + " " + expression.conditions();
        Map<String, AttributeValue> values = expression.values(expressions);
        UpdateItemRequest.Builder request = UpdateItemRequest.builder()
                .tableName(scope.table())
                .key(key(item, keys))
                .updateExpression(update.strip())
                .conditionExpression(expression.conditions())
                .expressionAttributeNames(expression.names(expressions))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
        return values.isEmpty() ? request : request.expressionAttributeValues(values);
    }

    static Map<String, AttributeValue> key(Map<String, AttributeValue> item, List<String> keys) {
        Map<String, AttributeValue> key = new HashMap<>(item);
        key.keySet().retainAll(keys);
        return key;
    }
}
